CREATE TABLE `bridge` (
	`id` integer PRIMARY KEY NOT NULL,
	`secret` text NOT NULL,
	`generation` integer NOT NULL,
	`heard_at` integer
);
--> statement-breakpoint
CREATE TABLE `bridge_call` (
	`nonce` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `bridge_call_expiry` ON `bridge_call` (`expires_at`);