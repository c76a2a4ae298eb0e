/** Telegram over its sandbox, by the contract that all connectors keep. */
import { contractSuite } from "./suite.ts";
import { telegramDriver } from "./telegram-driver.ts";

contractSuite(telegramDriver);
