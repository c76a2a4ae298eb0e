/** Who we are, and credentials and settings that do not work. */
import { expect, test } from "vitest";
import { SettingsError } from "../../../connectors/errors.ts";
import { connectorError, never } from "../acting.ts";
import type { ContractDriver } from "../driver.ts";
import { staged } from "./staged.ts";

export function identityContract(driver: ContractDriver): void {
  const stage = staged(driver);
  const { platform } = driver;

  test("the brand is known, with nothing missing", async () => {
    const { brandId, open } = stage();
    expect(await open().identify(never())).toMatchObject({ remoteId: brandId, missingScopes: [] });
  });

  const lacking = driver.lacking ?? [];
  if (lacking.length > 0)
    test.each(lacking)("$name", async ({ arrange, expected }) => {
      const current = stage();
      const connector = current.open(arrange(current));
      expect(await connector.identify(never())).toMatchObject({ remoteId: current.brandId, ...expected });
    });

  test("credentials that the platform refuses are an auth error that does not repeat them", async () => {
    const { wrongCredentials, open } = stage();
    const error = await connectorError(open({ credentials: wrongCredentials }).identify(never()));
    expect(error.kind).toBe("auth");
    const values = Object.values(platform.parseCredentials(wrongCredentials)).flatMap((part) => Object.values(part));
    for (const value of values) expect(`${error.message} ${error.stack}`).not.toContain(String(value));
  });

  test("a wrong setting or credential is refused by the name of its field", () => {
    expect(thrown(() => platform.parseSettings({ mode: 5 }))).toMatchObject({ field: "mode" });
    expect(thrown(() => platform.parseCredentials({ app: { nonsense: "s3cret" }, user: {} })).message).not.toContain(
      "s3cret",
    );
  });
}

function thrown(call: () => unknown): SettingsError {
  try {
    call();
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
