/* SPDX-License-Identifier: Apache-2.0 */
/* datadir - where schemas and forms lie; see datadir.h. */
#include "core/base/datadir.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef RETRACE_DATADIR
#define RETRACE_DATADIR "/usr/local/share/retrace"
#endif
#ifndef RETRACE_SOURCE_DIR
#define RETRACE_SOURCE_DIR "."
#endif

/* Beside a binary in PREFIX/bin: PREFIX/share/retrace. */
static void
beside_binary(char out[PATH_MAX])
{
	char exe[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	char *slash;

	out[0] = '\0';
	if (n <= 0)
		return;
	exe[n] = '\0';
	for (int up = 0; up < 2; up++) {
		slash = strrchr(exe, '/');
		if (slash == NULL)
			return;
		*slash = '\0';
	}
	if (snprintf(out, PATH_MAX, "%s/share/retrace", exe) >= PATH_MAX)
		out[0] = '\0';
}

enum status
datadir_find(
    struct arena *a, const char *relative, const char **path, struct error *err)
{
	char installed[PATH_MAX], full[PATH_MAX];
	const char *own = getenv("RETRACE_DATA");
	const char *places[] = { own, installed, RETRACE_DATADIR,
		RETRACE_SOURCE_DIR };

	beside_binary(installed);
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		if (places[i] == NULL || places[i][0] == '\0')
			continue;
		if (snprintf(full, sizeof(full), "%s/%s", places[i],
			relative) >= (int)sizeof(full) ||
		    access(full, R_OK) != 0)
			continue;
		*path = arena_copy(a, str_of(full)).p;
		return *path != NULL ? ST_OK
				     : error_set(err, ST_NOMEM, pos_none,
					   "out of memory");
	}
	return error_set(err, ST_NOINPUT, pos_none,
	    "%s is not installed: expected it in $RETRACE_DATA, in "
	    "share/retrace beside the program, or in %s",
	    relative, RETRACE_DATADIR);
}
