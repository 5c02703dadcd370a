// Requests made in the background: say so when one fails, and move the focus to what a piece of page asks for.
//
//   <div id="request-failed" role="alert" hidden>   text in the reader's language, already on the page
//   <… data-focus> inside a piece that was put in   takes the focus

function show(failed) {
  const message = document.getElementById("request-failed");
  if (message) message.hidden = !failed;
}

// Signed out meanwhile: the sign-in page belongs in the window, not in a corner of it.
function leaveWhenSignedOut(event) {
  if (event.detail.xhr.status === 401) window.location.reload();
}

function focusWhatWasPutIn(event) {
  const wanted = event.detail.elt.matches?.("[data-focus]") ? event.detail.elt : event.detail.elt.querySelector?.("[data-focus]");
  wanted?.focus();
}

export function watchRequests(page) {
  page.addEventListener("htmx:beforeRequest", () => show(false));
  page.addEventListener("htmx:responseError", (event) => {
    show(true);
    leaveWhenSignedOut(event);
  });
  page.addEventListener("htmx:sendError", () => show(true));
  page.addEventListener("htmx:timeout", () => show(true));
  page.addEventListener("htmx:afterSettle", focusWhatWasPutIn);
}
