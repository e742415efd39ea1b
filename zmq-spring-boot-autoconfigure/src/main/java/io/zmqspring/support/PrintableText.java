/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.support;

/**
 * Makes text from a peer fit to be logged and shown: on one line, with nothing that a
 * console, log viewer or browser would interpret, and not longer than a limit. Control
 * characters, line separators, format characters such as those that change the direction
 * of text, unpaired surrogates and code points without a character are written as
 * {@code \\u000A}. Applying it a second time with the same limit changes nothing.
 *
 * @since 0.1
 */
public final class PrintableText {

	/** The longest name of something, such as a topic. */
	private static final int LONGEST_NAME = 300;

	private static final int ROOM_FOR_LENGTH = 32;

	private PrintableText() {
	}

	/**
	 * Return a name, such as a topic, an id or a header, so that it can be printed.
	 * @param name the name
	 * @return the same object if nothing has to be changed
	 */
	public static String of(String name) {
		return of(name, LONGEST_NAME);
	}

	/**
	 * Return a text so that it can be printed.
	 * @param text the text
	 * @param limit the largest number of characters of the result, at least 100
	 * @return the same object if nothing has to be changed
	 */
	public static String of(String text, int limit) {
		return (text.length() <= limit && isPrintable(text)) ? text : escape(text, limit);
	}

	private static boolean isPrintable(String text) {
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character < ' ' || character > '~') {
				return text.codePoints().allMatch(PrintableText::isPrintable);
			}
		}
		return true;
	}

	private static boolean isPrintable(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
				false;
			default -> true;
		};
	}

	private static String escape(String text, int limit) {
		StringBuilder escaped = new StringBuilder(Math.min(text.length() + ROOM_FOR_LENGTH, limit));
		int room = limit - ROOM_FOR_LENGTH;
		int cut = 0;
		for (int i = 0; i < text.length() && escaped.length() <= limit;) {
			int codePoint = text.codePointAt(i);
			append(codePoint, escaped);
			i += Character.charCount(codePoint);
			if (escaped.length() <= room) {
				cut = escaped.length();
			}
		}
		if (escaped.length() > limit) {
			escaped.setLength(cut);
			escaped.append("… (").append(text.length()).append(" characters)");
		}
		return escaped.toString();
	}

	private static void append(int codePoint, StringBuilder escaped) {
		if (isPrintable(codePoint)) {
			escaped.appendCodePoint(codePoint);
			return;
		}
		for (char unit : Character.toChars(codePoint)) {
			escaped.append(String.format("\\u%04X", (int) unit));
		}
	}

}
