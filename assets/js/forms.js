// Forms: filters send themselves, a form is sent once, a page with faults starts at the list of them.
//
//   <form data-send-on-change>    a filter: changing a field is asking again (the button stays for those without script)
//   <form method="post">          a second press while the first is under way does nothing
//   <button data-to="/address/">  of a language: takes the form that is being written in along, to that page
//   <button data-print>           prints the page
//   <… data-focus>                takes the focus when the page opens

function sendOnChange(event) {
  const form = event.target.closest?.("form[data-send-on-change]");
  if (form && (!isTyped(event.target) || isSuggested(event.target))) form.requestSubmit();
}

function isTyped(field) {
  return field.type === "search" || field.type === "text";
}

// What was chosen from the suggestions is as definite as a choice from a list.
function isSuggested(field) {
  return [...(field.list?.options ?? [])].some((option) => option.value === field.value);
}

function sendOnce(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.underWay) event.preventDefault();
  form.dataset.underWay = "yes";
  form.setAttribute("aria-busy", "true");
}

let written = null;

function noteWriting(event) {
  const form = event.target.closest?.('main form[method="post"]');
  if (form) written = form;
}

// The server shows the page in the other language with what stands in the form, and does nothing else with it.
function takeAlong(event) {
  const button = event.target.closest?.("button[data-to]");
  const form = written ?? document.querySelector("main form[data-written]");
  if (!button || !form?.isConnected) return;
  event.preventDefault();
  const language = document.createElement("input");
  Object.assign(language, { type: "hidden", name: "in_language", value: button.value });
  form.append(language);
  form.setAttribute("action", button.dataset.to);
  HTMLFormElement.prototype.submit.call(form);
}

// A page taken back from the browser's memory must be usable again.
function release() {
  for (const language of document.querySelectorAll('main input[name="in_language"]')) language.remove();
  for (const form of document.querySelectorAll("form[data-under-way]")) {
    delete form.dataset.underWay;
    form.removeAttribute("aria-busy");
  }
}

function print(event) {
  if (event.target.closest?.("[data-print]")) window.print();
}

function focusFirst() {
  document.querySelector("[data-focus]")?.focus();
}

export function watchForms(page) {
  page.addEventListener("change", sendOnChange);
  page.addEventListener("submit", sendOnce);
  page.addEventListener("click", print);
  page.addEventListener("input", noteWriting);
  page.addEventListener("click", takeAlong);
  window.addEventListener("pageshow", release);
  if (page.readyState === "loading") page.addEventListener("DOMContentLoaded", focusFirst);
  else focusFirst();
}
