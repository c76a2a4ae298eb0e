/** Keeps zod from trying whether it may make code out of text: the page's policy forbids it, and each try would be reported. Imported before any schema is made. */
import { z } from "zod";

z.config({ jitless: true });
