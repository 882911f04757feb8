/* SPDX-License-Identifier: Apache-2.0 */
/* again - the same question once more; see again.h. */
#include "cmd/again.h"

enum status
again_ask(struct session *to, const struct session *s, const struct days *days,
    struct error *err)
{
	const struct inputs *in = &s->in;

	*to = (struct session){ .command = s->command, .quiet = s->quiet };
	to->in = *in;
	to->in.days = *days;
	to->in.same = &s->bom;
	to->in.files = to->in.formats = to->in.packs = to->in.only =
	    to->in.also = to->in.ship = to->in.assume = to->in.rates =
		to->in.encoding = to->in.decimal = to->in.maps =
		    (struct words){ 0 };
	if (words_add_all(&to->in.files, &in->files, err) != ST_OK ||
	    words_add_all(&to->in.formats, &in->formats, err) != ST_OK ||
	    words_add_all(&to->in.packs, &in->packs, err) != ST_OK ||
	    words_add_all(&to->in.only, &in->only, err) != ST_OK ||
	    words_add_all(&to->in.also, &in->also, err) != ST_OK ||
	    words_add_all(&to->in.ship, &in->ship, err) != ST_OK ||
	    words_add_all(&to->in.encoding, &in->encoding, err) != ST_OK ||
	    words_add_all(&to->in.decimal, &in->decimal, err) != ST_OK)
		return err->code;
	return words_add_all(&to->in.assume, &in->assume, err);
}
