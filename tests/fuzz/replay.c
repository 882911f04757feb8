/* SPDX-License-Identifier: Apache-2.0 */
/*
 * replay - runs a fuzz target once over each file of some folders.
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
/* Few targets have it. */
int LLVMFuzzerInitialize(int *argc, char ***argv) __attribute__((weak));

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

/* A message that stands beside a bad file. */
static int
is_message(const char *name)
{
	size_t n = strlen(name);

	return n > 4 && strcmp(name + n - 4, ".err") == 0;
}

/* Each file of the folder; *n: how many. */
static int
replay_folder(const char *folder, int *n)
{
	char path[4096];
	const struct dirent *entry;
	DIR *dir = opendir(folder);
	int st = 0;

	if (dir == NULL) {
		perror(folder);
		return 1;
	}
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.' || is_message(entry->d_name))
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		st |= replay(path);
		(*n)++;
	}
	closedir(dir);
	return st;
}

int
main(int argc, char **argv)
{
	int st = 0;
	int n = 0;

	if (argc < 2) {
		fprintf(stderr, "usage: %s folder...\n", argv[0]);
		return 64;
	}
	if (LLVMFuzzerInitialize != NULL)
		LLVMFuzzerInitialize(&argc, &argv);
	for (int i = 1; i < argc; i++)
		st |= replay_folder(argv[i], &n);
	printf("%d inputs\n", n);
	return n == 0 ? 1 : st;
}
