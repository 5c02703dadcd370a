// Boards: a card may be dragged to a column. The card's own form does the move and knows the lawful columns,
// so the keyboard's way (choose in the list, press the button) and the mouse's way are the same request.
//
//   <div data-board>
//     <section data-column="igu"> … <li data-card>
//       <form method="post" data-move> <select name="to"><option value="sick">…</select> <button> </form>
//
// An option with data-ask names a field the move needs (a reason, a date): dropping opens the form instead of sending it.

let dragged = null;

const moveForm = (card) => card.querySelector("form[data-move]");
const target = (card, column) =>
  [...moveForm(card).elements.to.options].find((option) => option.value === column.dataset.column);
const columns = (card) => card.closest("[data-board]").querySelectorAll("[data-column]");

function begin(event) {
  const card = event.target.closest?.("[data-card]");
  if (!card || !moveForm(card)) return;
  dragged = card;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
  card.classList.add("is-dragged");
  for (const column of columns(card)) {
    const own = column.contains(card);
    column.classList.toggle("is-open", !own && Boolean(target(card, column)));
    column.classList.toggle("is-closed", !own && !target(card, column));
  }
}

function over(event) {
  const column = event.target.closest?.("[data-column].is-open");
  if (dragged && column) event.preventDefault();
}

function drop(event) {
  const column = event.target.closest?.("[data-column].is-open");
  if (!dragged || !column) return;
  event.preventDefault();
  const form = moveForm(dragged);
  const option = target(dragged, column);
  form.elements.to.value = option.value;
  const asked = option.dataset.ask && form.elements[option.dataset.ask];
  if (asked && !asked.value) {
    const closed = form.closest("details");
    if (closed) closed.open = true;
    asked.focus();
  } else {
    form.requestSubmit();
  }
}

function end() {
  if (!dragged) return;
  dragged.classList.remove("is-dragged");
  for (const column of columns(dragged)) column.classList.remove("is-open", "is-closed");
  dragged = null;
}

// Only a script can drag, so only a script says that a card can be.
function makeDraggable(event) {
  const card = event.target.closest?.("[data-card]");
  if (card && moveForm(card)) card.draggable = !event.target.closest("input, textarea, select, button, a, summary");
}

export function watchBoards(page) {
  page.addEventListener("pointerdown", makeDraggable);
  page.addEventListener("dragstart", begin);
  page.addEventListener("dragover", over);
  page.addEventListener("drop", drop);
  page.addEventListener("dragend", end);
}
