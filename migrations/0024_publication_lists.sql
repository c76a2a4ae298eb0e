CREATE INDEX `publication_state_newest` ON `publication` (`state`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `publication_newest` ON `publication` (`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `publication_revision` ON `publication` (`revision`,`updated_at`,`id`) WHERE "publication"."revision" is not null;