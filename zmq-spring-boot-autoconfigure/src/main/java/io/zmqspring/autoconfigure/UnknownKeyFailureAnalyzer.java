package io.zmqspring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Adds to an unknown key below {@code zmq} what it probably should have been.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnknownKeyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("zmq");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		StringBuilder problem = new StringBuilder();
		StringBuilder action = new StringBuilder();
		for (ConfigurationProperty property : cause.getUnboundProperties()) {
			if (!ROOT.isAncestorOf(property.getName())) {
				return null;
			}
			problem.append("The setting '%s' with the value '%s' (%s) is unknown.%n".formatted(property.getName(),
					property.getValue(), property.getOrigin()));
			action.append(KnownKeys.suggestion(property.getName())).append("%n".formatted());
		}
		return new FailureAnalysis(problem.toString().strip(), action.toString().strip(), cause);
	}

}
