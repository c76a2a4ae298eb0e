ALTER TABLE `webhook_endpoint` ADD `previous_secret` text;--> statement-breakpoint
ALTER TABLE `webhook_endpoint` ADD `previous_until` integer;--> statement-breakpoint
ALTER TABLE `webhook_endpoint` ADD `recent` text;