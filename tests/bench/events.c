/*
 * The yardstick: reads files as YAML with libyaml, event by event, and does nothing with them. With --count it prints how
 * many events there were, so that the bench can see that all of the file was read.
 */
#include <stdio.h>
#include <string.h>

#include <yaml.h>

/* Number of events of FILE, -1 where it is not well formed. */
static long read_events(FILE *file)
{
	yaml_parser_t parser;
	yaml_event_t event;
	long count = 0;
	int done = 0;
	if (!yaml_parser_initialize(&parser))
		return -1;
	yaml_parser_set_input_file(&parser, file);
	while (!done && count >= 0) {
		if (!yaml_parser_parse(&parser, &event)) {
			count = -1;
			break;
		}
		done = event.type == YAML_STREAM_END_EVENT;
		count++;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return count;
}

int main(int argc, char **argv)
{
	int first = argc > 1 && strcmp(argv[1], "--count") == 0 ? 2 : 1;
	long total = 0;
	if (first >= argc) {
		fputs("usage: events [--count] FILE...\n", stderr);
		return 2;
	}
	for (int i = first; i < argc; i++) {
		FILE *file = fopen(argv[i], "rb");
		long count = file ? read_events(file) : -1;
		if (file)
			fclose(file);
		if (count < 0) {
			fprintf(stderr, "events: cannot read %s\n", argv[i]);
			return 2;
		}
		total += count;
	}
	if (first == 2)
		printf("%ld\n", total);
	return 0;
}
