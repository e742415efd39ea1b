package io.zmqspring.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

import io.zmqspring.role.PublisherSettings;
import io.zmqspring.role.SubscriberSettings;
import io.zmqspring.socket.ContextSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Warns of environment variables that look like settings of ours but are none: Boot
 * refuses unknown keys everywhere else but never looks at the environment.
 */
final class EnvironmentVariableCheck {

	private static final Log logger = LogFactory.getLog(EnvironmentVariableCheck.class);

	private final Collection<String> variables;

	EnvironmentVariableCheck(Environment environment) {
		this.variables = (environment instanceof ConfigurableEnvironment configurable)
				? configurable.getSystemEnvironment().keySet() : List.of();
	}

	void warnAboutUnknown(Collection<String> publishers, Collection<String> subscribers) {
		this.variables.stream().sorted().forEach((variable) -> {
			check(variable, "ZMQ_PUBLISHERS_", publishers, PublisherSettings.class);
			check(variable, "ZMQ_SUBSCRIBERS_", subscribers, SubscriberSettings.class);
			check(variable, "ZMQ_CONTEXT_", List.of(""), ContextSettings.class);
		});
	}

	private static void check(String variable, String prefix, Collection<String> entries, Class<?> settings) {
		String upper = variable.toUpperCase(Locale.ROOT);
		if (!upper.startsWith(prefix)) {
			return;
		}
		String rest = KnownKeys.uniform(upper.substring(prefix.length()).replaceAll("_\\d+$", ""));
		boolean known = entries.stream()
			.map(KnownKeys::uniform)
			.filter(rest::startsWith)
			.anyMatch((entry) -> isKey(rest.substring(entry.length()), settings));
		if (!known) {
			logger.warn("The environment variable " + variable + " looks like a setting but is none. Known endings: "
					+ KnownKeys.of(settings).stream().map(EnvironmentVariableCheck::ending).toList());
		}
	}

	private static boolean isKey(String uniform, Class<?> settings) {
		return KnownKeys.of(settings).stream().map(KnownKeys::uniform).anyMatch(uniform::equals);
	}

	private static String ending(String key) {
		return key.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
	}

}
