/** Whether everybody must have a second factor, as both hosts are told. */
import { z } from "zod";

/** `true`: who has none may do nothing but set one up. */
export const RequireSecondFactor = z.stringbool("true or false").default(false);
