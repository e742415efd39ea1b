package io.zmqspring.role;

import java.util.Arrays;

/**
 * Finds the line of user code a thread is in.
 */
final class Stacks {

	private Stacks() {
	}

	static String top(StackTraceElement[] stack) {
		return Arrays.stream(stack)
			.filter((element) -> !element.getClassName().startsWith("java.")
					&& !element.getClassName().startsWith("jdk."))
			.findFirst()
			.map(StackTraceElement::toString)
			.orElse("an unknown place");
	}

}
