/* SPDX-License-Identifier: Apache-2.0 */
/* filing_list - the drafts of a folder; see filing_run.h. */
#include "cmd/filing_run.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define HEAD 16384 /* bytes that hold the first tag of a draft */

const char *
filing_in_folder(struct arena *a, const char *folder, const char *name)
{
	size_t n = strlen(folder) + strlen(name) + 2;
	char *path = TAKE(a, char, n);

	if (path != NULL)
		snprintf(path, n, "%s/%s", folder, name);
	return path;
}

static bool
is_named_xml(const char *name)
{
	size_t n = strlen(name);

	return name[0] != '.' && n > 4 && strcmp(name + n - 4, ".xml") == 0;
}

static int
is_visible(const struct dirent *d)
{
	return is_named_xml(d->d_name);
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/*
 * Is it a draft?  Other XML, and what is none, may lie beside it; what is
 * broken further on, or cannot be opened, is told when its turn comes.
 */
static bool
is_draft(const char *path)
{
	char head[HEAD];
	struct stat sb;
	FILE *in;
	size_t n;

	if (stat(path, &sb) == 0 && !S_ISREG(sb.st_mode))
		return false;
	in = fopen(path, "rb");
	if (in == NULL)
		return true;
	n = fread(head, 1, sizeof(head), in);
	fclose(in);
	return filing_opens_draft((struct str){ head, n });
}

enum status
filing_list(
    const char *folder, struct arena *a, struct words *out, struct error *err)
{
	struct dirent **entry = NULL;
	int n = scandir(folder, &entry, is_visible, by_name);

	if (n < 0)
		return error_sys(err, ST_IO, (struct pos){ folder, 0, 0 },
		    "the folder cannot be read");
	for (int i = 0; i < n; i++) {
		const char *path =
		    filing_in_folder(a, folder, entry[i]->d_name);

		if (path == NULL || (is_draft(path) && !words_add(out, path)))
			error_set(err, ST_NOMEM, pos_none, "out of memory");
		free(entry[i]);
	}
	free(entry);
	return err->code;
}
