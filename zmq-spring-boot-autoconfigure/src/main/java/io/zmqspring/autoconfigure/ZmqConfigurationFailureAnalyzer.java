package io.zmqspring.autoconfigure;

import io.zmqspring.message.ZmqConfigurationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Shows a {@link ZmqConfigurationException} as what happened and what to do.
 */
class ZmqConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ZmqConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ZmqConfigurationException cause) {
		return new FailureAnalysis(Sentences.of(cause.problem()), Sentences.of(cause.action()), cause);
	}

}
