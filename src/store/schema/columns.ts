/** Columns that every table has alike. */
import { integer } from "drizzle-orm/sqlite-core";

export const id = () => integer("id").primaryKey({ autoIncrement: true });
/** Epoch milliseconds. */
export const at = (name: string) => integer(name).notNull();
