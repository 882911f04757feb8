/* SPDX-License-Identifier: Apache-2.0 */
/*
 * replay - runs a fuzz target once over each file of a folder.
 *
 * Makes the kept inputs an ordinary test with any compiler: what once
 * crashed stays tried.  The target may assume no more than with libFuzzer.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* One file, whole, in a block of exactly its size: reading on is caught. */
static int
replay(const char *path)
{
	uint8_t *data = NULL;
	FILE *f = NULL;
	long n;
	int st = 1;

	if ((f = fopen(path, "rb")) == NULL || fseek(f, 0, SEEK_END) != 0 ||
	    (n = ftell(f)) < 0 || fseek(f, 0, SEEK_SET) != 0)
		goto out;
	if ((data = malloc(n > 0 ? (size_t)n : 1)) == NULL ||
	    fread(data, 1, (size_t)n, f) != (size_t)n)
		goto out;
	/* Of an empty input nothing may be read: one past the block. */
	LLVMFuzzerTestOneInput(data + (n == 0), (size_t)n);
	st = 0;
out:
	if (st != 0)
		perror(path);
	free(data);
	if (f != NULL)
		fclose(f);
	return st;
}

int
main(int argc, char **argv)
{
	char path[4096];
	const struct dirent *entry;
	DIR *dir = NULL;
	int n = 0;
	int st = 0;

	if (argc != 2 || (dir = opendir(argv[1])) == NULL) {
		fprintf(stderr, "usage: %s folder\n", argv[0]);
		return 64;
	}
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", argv[1], entry->d_name);
		st |= replay(path);
		n++;
	}
	closedir(dir);
	printf("%d inputs\n", n);
	return n == 0 ? 1 : st;
}
