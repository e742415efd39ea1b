package io.zmqspring.autoconfigure;

/**
 * Ends what exceptions say as a sentence ends.
 */
final class Sentences {

	private Sentences() {
	}

	static String of(String text) {
		return text.endsWith(".") ? text : text + ".";
	}

}
