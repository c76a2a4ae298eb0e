CREATE TABLE `agent_work` (
	`agent_id` integer PRIMARY KEY NOT NULL,
	`away` integer,
	`capacity` integer,
	`seen_at` integer,
	`turn` integer DEFAULT 0 NOT NULL,
	`notices` text,
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `handout` (
	`conversation_id` integer PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`since` integer NOT NULL,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `handout_oldest` ON `handout` (`since`,`conversation_id`);--> statement-breakpoint
CREATE TABLE `mention` (
	`agent_id` integer NOT NULL,
	`conversation_id` integer NOT NULL,
	`message_id` integer NOT NULL,
	`at` integer NOT NULL,
	`unread` integer NOT NULL,
	PRIMARY KEY(`agent_id`, `conversation_id`),
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `mention_conversation` ON `mention` (`conversation_id`);--> statement-breakpoint
CREATE INDEX `mention_newest` ON `mention` (`agent_id`,`at`);--> statement-breakpoint
CREATE INDEX `mention_unread` ON `mention` (`agent_id`) WHERE "mention"."unread" > 0;--> statement-breakpoint
CREATE TABLE `notice` (
	`agent_id` integer NOT NULL,
	`conversation_id` integer NOT NULL,
	`kind` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`message_id` integer,
	`unread` integer NOT NULL,
	PRIMARY KEY(`agent_id`, `conversation_id`, `kind`),
	FOREIGN KEY (`agent_id`) REFERENCES `agent`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notice_newest` ON `notice` (`agent_id`,`seq`);--> statement-breakpoint
CREATE INDEX `notice_conversation` ON `notice` (`conversation_id`);--> statement-breakpoint
CREATE INDEX `notice_unread` ON `notice` (`agent_id`) WHERE "notice"."unread" > 0;