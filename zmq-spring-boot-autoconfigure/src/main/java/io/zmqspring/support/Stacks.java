package io.zmqspring.support;

import java.util.Arrays;

/**
 * Finds the line of user code a thread is in.
 */
public final class Stacks {

	private Stacks() {
	}

	public static String top(StackTraceElement[] stack) {
		return Arrays.stream(stack)
			.filter((element) -> !element.getClassName().startsWith("java.")
					&& !element.getClassName().startsWith("jdk."))
			.findFirst()
			.map(StackTraceElement::toString)
			.orElse("an unknown place");
	}

}
