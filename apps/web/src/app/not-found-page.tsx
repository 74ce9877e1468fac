import { Link } from "@tanstack/react-router";

export function NotFoundPage() {
  return (
    <div className="page grid justify-items-start gap-3 pt-20">
      <h1 className="font-serif text-4xl">There is no such page</h1>
      <p className="text-soft">The address may be old or mistyped.</p>
      <Link to="/" className="text-accent underline underline-offset-4">
        Ask a question instead
      </Link>
    </div>
  );
}
