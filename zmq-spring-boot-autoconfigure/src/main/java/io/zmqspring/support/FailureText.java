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

import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * The texts of exceptions that may quote what a peer has sent. They are printable, as
 * {@link PrintableText} defines. The messages of exceptions of parsers, which quote what
 * they could not read, are left out, and so are messages that repeat them.
 *
 * @since 0.1
 */
public final class FailureText {

	/** The longest text of an exception. */
	public static final int LONGEST = 2000;

	private static final String LEFT_OUT = " (its text quotes the payload, and is logged at DEBUG only)";

	private static final int LEAST_QUOTED = 8;

	private FailureText() {
	}

	/**
	 * Return an exception as text.
	 * @param failure the exception
	 * @return its class and its message, if that does not quote a payload
	 */
	public static String of(Throwable failure) {
		return of(failure, false);
	}

	private static String of(Throwable failure, boolean content) {
		boolean shown = content || !quotesPayload(failure);
		return PrintableText.of(shown ? text(failure) : failure.getClass().getName() + LEFT_OUT, LONGEST);
	}

	private static String text(Throwable failure) {
		try {
			return failure.toString();
		}
		catch (RuntimeException | Error ex) {
			// An exception of the application may fail itself
			return failure.getClass().getName();
		}
	}

	/**
	 * Return an exception to be logged with its stack trace. If the logger logs at DEBUG,
	 * no message is left out.
	 * @param failure the exception
	 * @param logger the logger
	 * @return the exception itself if all its texts can be logged as they are, otherwise
	 * one with the same stack trace and causes and with printable texts
	 */
	public static Throwable forLog(Throwable failure, Log logger) {
		boolean content = logger.isDebugEnabled();
		return canBeLogged(failure, content, identitySet()) ? failure : copy(failure, content, identitySet());
	}

	private static Set<Throwable> identitySet() {
		return Collections.newSetFromMap(new IdentityHashMap<>());
	}

	private static boolean canBeLogged(Throwable failure, boolean content, Set<Throwable> seen) {
		if (!seen.add(failure)) {
			return true;
		}
		if (!text(failure).equals(of(failure, content))) {
			return false;
		}
		for (Throwable suppressed : failure.getSuppressed()) {
			if (!canBeLogged(suppressed, content, seen)) {
				return false;
			}
		}
		return failure.getCause() == null || canBeLogged(failure.getCause(), content, seen);
	}

	private static Throwable copy(Throwable failure, boolean content, Set<Throwable> seen) {
		seen.add(failure);
		Throwable cause = failure.getCause();
		EscapedException copy = new EscapedException(of(failure, content),
				(cause != null && !seen.contains(cause)) ? copy(cause, content, seen) : null);
		copy.setStackTrace(failure.getStackTrace());
		for (Throwable suppressed : failure.getSuppressed()) {
			if (!seen.contains(suppressed)) {
				copy.addSuppressed(copy(suppressed, content, seen));
			}
		}
		return copy;
	}

	// Exceptions often repeat the message of their cause
	private static boolean quotesPayload(Throwable failure) {
		if (isOfParser(failure)) {
			return true;
		}
		String text = text(failure);
		Set<Throwable> seen = identitySet();
		for (Throwable cause = failure.getCause(); cause != null && seen.add(cause); cause = cause.getCause()) {
			String quoted = isOfParser(cause) ? cause.getMessage() : null;
			if (quoted != null && quoted.length() >= LEAST_QUOTED && text.contains(quoted)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isOfParser(Throwable failure) {
		if (failure instanceof NumberFormatException || failure instanceof DateTimeParseException) {
			return true;
		}
		for (Class<?> type = failure.getClass(); type != Throwable.class; type = type.getSuperclass()) {
			String name = type.getName();
			if (name.startsWith("tools.jackson.") || name.startsWith("com.fasterxml.jackson.")
					|| name.startsWith("org.springframework.core.convert.")) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Stands for another exception in the log.
	 */
	@SuppressWarnings("serial")
	private static final class EscapedException extends Exception {

		EscapedException(String text, @Nullable Throwable cause) {
			super(text, cause);
		}

		@Override
		public String toString() {
			return String.valueOf(getMessage());
		}

	}

}
