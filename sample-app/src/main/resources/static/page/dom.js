// The few things done to the document. Text goes in as text: nothing that was received is ever parsed as HTML.

export const byId = (id) => document.getElementById(id);

/** Change text only where it differs, so that nothing flickers and no screen reader repeats itself. */
export function setText(element, text) {
	if (element.textContent !== text) {
		element.textContent = text;
	}
}

export function element(name, text, className) {
	const made = document.createElement(name);
	if (text) {
		made.textContent = text;
	}
	if (className) {
		made.className = className;
	}
	return made;
}

export function duration(ms) {
	if (ms < 1000) {
		return `${Math.round(ms)} ms`;
	}
	const seconds = ms / 1000;
	if (seconds < 60) {
		return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
	}
	const minutes = Math.floor(seconds / 60);
	return (minutes < 60) ? `${minutes} min ${Math.floor(seconds % 60)} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
