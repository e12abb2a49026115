/* Folders and files for tests that read from the disk. */
#ifndef TESTS_SUPPORT_FOLDER_H
#define TESTS_SUPPORT_FOLDER_H

/* Makes a folder of the name NAME, which ends with XXXXXX; those letters are replaced by others. 0, or -1 where that fails. */
int folder_make(char *name);
/* Removes the folder NAME with all that is in it. 0, or -1 where that fails. */
int folder_remove(const char *name);

/* Writes TEXT to the file PATH, whose folder must exist. Fails the test where that cannot be done. */
void folder_write(const char *path, const char *text);

#endif
