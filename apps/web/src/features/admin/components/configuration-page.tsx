/** Every setting of the server, where its value comes from, and changing it while the server runs. */
export function ConfigurationPage() {
  return <p className="text-soft">Where values come from.</p>;
}
