/* Keying paper in: Enter goes on to the next field, as on a number pad. Without this, Tab does, and Enter asks the server. */
"use strict";
document.addEventListener("keydown", event => {
  const field = event.target, form = field.closest("form.entry");
  if (!form || event.key !== "Enter" || event.isComposing || !field.matches("input, select")) return;
  event.preventDefault();
  const fields = Array.from(form.querySelectorAll("input:not([type=hidden]), select, textarea, #save"));
  const next = fields[fields.indexOf(field) + 1];
  next.focus();
  if (next.select) next.select();
});
