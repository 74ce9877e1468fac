import { Link } from "@tanstack/react-router";
import { AccountFrame, LINK } from "./account-frame.tsx";

/** Opened without what a letter's link carries, or loaded a second time. */
export const NoLink = ({ title }: { title: string }) => (
  <AccountFrame title={title}>
    <p className="text-soft">This page is opened by a link. Open the link once more, or ask for a new one.</p>
    <Link to="/sign-in" className={LINK}>
      Sign in
    </Link>
  </AccountFrame>
);
