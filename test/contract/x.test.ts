/** X over its sandbox, by the contract that all connectors keep. */
import { contractSuite } from "./suite.ts";
import { driver } from "./x.driver.ts";

contractSuite(driver);
