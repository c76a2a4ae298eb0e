/** The dialog that asks for a new person's name and handle. */

/** Resolves to the person that `platform` added, or null where the dialog was left. */
export function askPerson(platform) {
  const dialog = document.getElementById("newcomer");
  const form = dialog.querySelector("form");
  const oops = form.querySelector(".oops");
  // Ends all listeners of this visit at once.
  const visit = new AbortController();
  const { signal } = visit;
  let person = null;

  async function add() {
    const { name, handle } = Object.fromEntries(new FormData(form));
    try {
      person = await platform.addPerson({ name, handle });
      dialog.close();
    } catch (error) {
      oops.textContent = error.message;
      oops.hidden = false;
    }
  }

  form.reset();
  oops.hidden = true;
  form.addEventListener("submit", (event) => (event.preventDefault(), void add()), { signal });
  form.querySelector("[value=cancel]").addEventListener("click", () => dialog.close(), { signal });
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => (visit.abort(), resolve(person)), { signal });
  });
}
