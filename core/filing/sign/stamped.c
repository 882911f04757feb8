/* SPDX-License-Identifier: Apache-2.0 */
/* stamped - did somebody else say when it was signed?  See verify.h. */
#include "core/base/date.h"
#include "core/base/limits.h"
#include "core/filing/sign/check.h"

/* A time within the validity of the signer's certificate, after signing. */
static bool
time_fits(struct check *c, const struct stamp *stamp)
{
	struct pos at = check_at_signature(c);
	int valid = cert_valid_at(c->cert, stamp->time);
	char then[DATE_TIME_TEXT];

	date_time_format(stamp->time, then);
	if (stamp->time < c->v->signing_time - LIMIT_CLOCK_DIFFERENCE)
		return check_refuse(c, VERIFY_STAMP_TIME, at,
		    "stamped at %s, before it was signed: expected at most %d "
		    "s for two clocks that differ",
		    then, LIMIT_CLOCK_DIFFERENCE);
	if (valid != 0)
		return check_refuse(c, VERIFY_STAMP_CERT_TIME, at,
		    "stamped at %s, %s the signer's certificate %s", then,
		    valid < 0 ? "before" : "after",
		    valid < 0 ? "became valid" : "had expired");
	return true;
}

/*
 * stamp_is_right - the time-stamp, if there is one, is over this signature
 * and says a time at which it can have been made.  It has to be the first to
 * be judged: that time is the one at which signers are.
 */
bool
stamp_is_right(struct check *c)
{
	static const enum verify_reason reasons[] = {
		[STAMP_FORM] = VERIFY_STAMP,
		[STAMP_DIGEST] = VERIFY_STAMP_DIGEST,
		[STAMP_IMPRINT] = VERIFY_STAMP_IMPRINT,
		[STAMP_USE] = VERIFY_STAMP_USE,
		[STAMP_EXPIRED] = VERIFY_STAMP_EXPIRED,
		[STAMP_SIGNATURE] = VERIFY_STAMP_SIGNATURE,
		[STAMP_NOT_TRUSTED] = VERIFY_STAMP_NOT_TRUSTED,
	};
	const struct stamp_trust trust = { c->trust->stampers, c->trust->crls };
	struct str token, over;
	struct stamp stamp;

	c->when = c->v->signing_time;
	if (c->sig.form.value[SIGFORM_TOKEN].p == NULL)
		return !c->trust->must_be_stamped ||
		       check_refuse(c, VERIFY_NO_STAMP, check_at_signature(c),
			   "not time-stamped: expected a time-stamp");
	if (!check_slot(c, SIGFORM_TOKEN, 0, VERIFY_STAMP, &token))
		return false;
	over = check_part(c, SIGFORM_SIGNATURE_VALUE);
	if (over.p == NULL)
		return false;
	if (!stamp_holds(token, over, &trust, &c->v->texts, &stamp))
		return stamp.fault == STAMP_NO_MEMORY
			   ? check_give_up(c, ST_NOMEM)
			   : check_refuse(c, reasons[stamp.fault],
				 check_at_signature(c), "%s", stamp.text);
	if (!time_fits(c, &stamp))
		return false;
	c->v->stamped = true;
	c->v->stamper_known = stamp.known;
	c->v->stamper = stamp.authority;
	c->v->stamp_time = stamp.time;
	if (stamp.known)
		c->when = stamp.time;
	return true;
}
