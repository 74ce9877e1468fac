import { AppError } from "@parlance/core";

/** Once anybody has an account, the first one is never made again. */
export function assertNotSetUp(isThereAnybody: boolean): void {
  if (isThereAnybody) throw new AppError("ACCOUNT_SETUP_DONE");
}
