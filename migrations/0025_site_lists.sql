CREATE INDEX `publication_public` ON `publication` (`language`,`kind`,`published_at`,`id`) WHERE "publication"."state" = 'published';--> statement-breakpoint
CREATE INDEX `publication_public_topic` ON `publication` (`topic_id`,`language`,`published_at`,`id`) WHERE "publication"."state" = 'published';--> statement-breakpoint
CREATE INDEX `publication_version_chunk` ON `publication_version` ("publication_id" / 1000,`at`);--> statement-breakpoint
ALTER TABLE `official_contact` DROP COLUMN `hidden`;--> statement-breakpoint
ALTER TABLE `official_contact` DROP COLUMN `changed_at`;