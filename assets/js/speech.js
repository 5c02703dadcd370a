// Reads a question aloud, where the device itself has a voice for the language: nothing is sent to anybody.
// <button data-speak="words" data-speak-language="da" hidden> stays hidden everywhere else.

function voiceFor(language) {
  const voices = window.speechSynthesis?.getVoices() ?? [];
  return voices.find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language));
}

function offer(root) {
  for (const button of root.querySelectorAll("[data-speak]")) {
    button.hidden = !voiceFor(button.dataset.speakLanguage);
  }
}

function speak(event) {
  const button = event.target.closest?.("[data-speak]");
  if (!button) return;
  const said = new SpeechSynthesisUtterance(button.dataset.speak);
  said.voice = voiceFor(button.dataset.speakLanguage);
  said.lang = said.voice?.lang ?? button.dataset.speakLanguage;
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(said);
}

export function watchSpeech(root) {
  if (!window.speechSynthesis) return;
  offer(root);
  window.speechSynthesis.addEventListener?.("voiceschanged", () => offer(root));
  root.addEventListener("click", speak);
}
