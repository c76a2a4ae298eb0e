/** Every table of a brand's database; the model is explained in docs/architecture.md. Times are epoch milliseconds. */
export * from "./schema/accounts.ts";
export * from "./schema/bridge.ts";
export * from "./schema/people.ts";
export * from "./schema/sign-in.ts";
export * from "./schema/conversations.ts";
export * from "./schema/views.ts";
export * from "./schema/messages.ts";
export * from "./schema/delivery.ts";
export * from "./schema/composing.ts";
export * from "./schema/log.ts";
export * from "./schema/reports.ts";
export * from "./schema/webhooks.ts";
export * from "./schema/together.ts";
export * from "./schema/playbook.ts";
export * from "./schema/publications.ts";
