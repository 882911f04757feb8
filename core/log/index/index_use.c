/* SPDX-License-Identifier: Apache-2.0 */
/*
 * index_use - the index of a log, made and brought up to date as far as its
 * user may; see index.h.
 */
#include "core/log/auditlog_own.h"
#include "core/log/index/index_own.h"

/* An index that cannot be used stops no answer. */
static void
do_without(const struct error *why, struct findings *f)
{
	findings_warn(f, ST_OK, why->at,
	    "%s: no index is used, every entry is gone through", why->text);
}

static void
say_rest(const struct index *x, uint64_t size, struct findings *f)
{
	if (x->size < size)
		findings_add(f, SEV_NOTE, ST_OK, (struct pos){ x->path, 0, 0 },
		    "the index covers %llu of %llu entries: the others are "
		    "gone through",
		    (unsigned long long)x->size, (unsigned long long)size);
}

/* Makes it anew where it is none of this log; true: open it now. */
static bool
make_anew(const char *path, struct auditlog *log, enum index_state state,
    const struct error *why, struct findings *f)
{
	struct error err = { 0 };

	if (state != INDEX_ABSENT && state != INDEX_FOREIGN)
		return false;
	if (index_create(path, log, &err) != ST_OK) {
		do_without(&err, f);
		return false;
	}
	if (state == INDEX_FOREIGN)
		findings_add(
		    f, SEV_NOTE, ST_OK, why->at, "%s: made anew", why->text);
	return true;
}

enum status
index_use(const char *path, struct auditlog *log, bool write,
    struct progress *progress, struct index **out, struct findings *f,
    struct error *err)
{
	struct error why = { 0 };
	uint64_t size = 0;
	enum index_state state = index_open(path, log, write, out, &why);

	if (write && state != INDEX_READY &&
	    make_anew(path, log, state, &why, f)) {
		why = (struct error){ 0 };
		state = index_open(path, log, true, out, &why);
	} else if (write && state == INDEX_UNUSABLE) {
		why = (struct error){ 0 };
		state = index_open(path, log, false, out, &why);
		write = false;
	}
	if (state != INDEX_READY) {
		if (state != INDEX_ABSENT && why.code != ST_OK)
			do_without(&why, f);
		return ST_OK;
	}
	if (store_size(log->store, &size, err) != ST_OK)
		return err->code;
	why = (struct error){ 0 };
	if (write && index_update(*out, log, progress, &why) != ST_OK) {
		if (why.at.file != path) {
			*err = why;
			return err->code;
		}
		do_without(&why, f);
		index_close(*out);
		*out = NULL;
		return ST_OK;
	}
	say_rest(*out, size, f);
	return ST_OK;
}
