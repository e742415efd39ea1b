package io.zmqspring.sample;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows a {@link MissingVariableException} as what happened and what to do.
 */
class MissingVariableFailureAnalyzer extends AbstractFailureAnalyzer<MissingVariableException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingVariableException cause) {
		String variables = cause.missing()
			.entrySet()
			.stream()
			.map((variable) -> "    " + variable.getKey() + ": " + variable.getValue())
			.collect(Collectors.joining(System.lineSeparator()));
		return new FailureAnalysis(cause.getMessage(), "The profile " + String.join(", ", cause.profiles())
				+ " is wired by the environment alone. Set" + System.lineSeparator() + variables, cause);
	}

}
