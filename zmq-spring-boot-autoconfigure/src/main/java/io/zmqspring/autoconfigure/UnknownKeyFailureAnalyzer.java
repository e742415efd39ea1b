package io.zmqspring.autoconfigure;

import java.util.LinkedHashSet;
import java.util.Set;

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
		Set<String> problems = new LinkedHashSet<>();
		Set<String> actions = new LinkedHashSet<>();
		for (ConfigurationProperty property : cause.getUnboundProperties()) {
			if (!ROOT.isAncestorOf(property.getName())) {
				return null;
			}
			problems.add("The setting '%s' with the value '%s' (%s) is unknown.".formatted(property.getName(),
					property.getValue(), property.getOrigin()));
			actions.add(KeySuggestion.of(property.getName()));
		}
		return new FailureAnalysis(String.join("%n".formatted(), problems), String.join("%n".formatted(), actions),
				cause);
	}

}
