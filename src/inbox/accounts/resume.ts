/** Sets a paused account, or one with refused credentials, to work again. */
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { Context } from "../../store/context.ts";
import { checkAccount } from "./check.ts";
import { changeAccount } from "./rows.ts";
import type { AccountServices } from "./services.ts";
import { type AccountView, accountView } from "./view.ts";

/** Its queue goes on where it stood. Throws ProblemError `credentials-rejected` where the platform still says no, `platform-unavailable` where it says nothing. */
export async function resumeAccount(services: AccountServices, ctx: Context, id: number): Promise<AccountView> {
  demand(ctx, "account.manage");
  const { account } = await checkAccount(services, ctx, id);
  if (account.state === "auth")
    throw new ProblemError("credentials-rejected", account.problemDetail ?? "The platform refuses the credentials.", {
      field: "credentials",
    });
  if (account.state === "paused")
    ctx.store.transaction((now) =>
      changeAccount(ctx, now, id, { state: "active", problem: null, problemDetail: null }),
    );
  return accountView(ctx.store, id);
}
