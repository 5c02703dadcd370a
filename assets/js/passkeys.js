// Passkeys: the sign-in library's script does the work; here it is told which button and which fields are meant.
//
//   <form data-passkey="loginForm | addForm | authenticateForm">
//     <input type="hidden" name="credential"> <input type="checkbox" name="passwordless"> <button data-passkey-button>
//   <script type="application/json" id="js_data">   what the server offers the key
//
// When the browser or the person says no, the page says it too (#passkey-failed).

function explain(event) {
  event.preventDefault();
  const message = document.getElementById("passkey-failed");
  if (!message) return;
  message.hidden = false;
  message.focus();
}

function tie(form) {
  const button = form.querySelector("[data-passkey-button]");
  const ways = window.allauth?.webauthn?.forms;
  if (!button || !ways) return;
  const ids = { credential: form.elements.credential.id, data: "js_data", passwordless: form.elements.passwordless?.id };
  for (const role of ["login", "add", "authenticate"]) ids[role] = button.id;
  ways[form.dataset.passkey]({ ids });
}

export function watchPasskeys(page) {
  page.addEventListener("allauth.error", explain);
  for (const form of page.querySelectorAll("form[data-passkey]")) tie(form);
}
