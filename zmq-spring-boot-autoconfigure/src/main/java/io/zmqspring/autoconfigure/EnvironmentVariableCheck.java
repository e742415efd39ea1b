package io.zmqspring.autoconfigure;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import io.zmqspring.role.PublisherSettings;
import io.zmqspring.role.SubscriberSettings;
import io.zmqspring.role.WorkerSettings;
import io.zmqspring.socket.ContextSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Warns of environment variables that look like settings of ours but are none: Boot
 * refuses unknown keys everywhere else but never looks at the environment.
 */
final class EnvironmentVariableCheck {

	private static final Log logger = LogFactory.getLog(EnvironmentVariableCheck.class);

	private final Set<String> variables = new TreeSet<>();

	EnvironmentVariableCheck(Environment environment) {
		if (environment instanceof ConfigurableEnvironment configurable) {
			configurable.getPropertySources()
				.stream()
				.filter(SystemEnvironmentPropertySource.class::isInstance)
				.map(SystemEnvironmentPropertySource.class::cast)
				.forEach((source) -> this.variables.addAll(Arrays.asList(source.getPropertyNames())));
		}
	}

	void warnAboutUnknown(Collection<String> publishers, Collection<String> subscribers, Collection<String> workers) {
		this.variables.forEach((variable) -> {
			check(variable, "ZMQ_PUBLISHERS_", publishers, PublisherSettings.class);
			check(variable, "ZMQ_SUBSCRIBERS_", subscribers, SubscriberSettings.class);
			check(variable, "ZMQ_WORKERS_", workers, WorkerSettings.class);
			check(variable, "ZMQ_CONTEXT_", List.of(""), ContextSettings.class);
		});
	}

	private static void check(String variable, String prefix, Collection<String> entries, Class<?> settings) {
		String upper = variable.toUpperCase(Locale.ROOT);
		if (!upper.startsWith(prefix)) {
			return;
		}
		String rest = KnownKeys.uniform(upper.substring(prefix.length()).replaceAll("_\\d+_?$", ""));
		List<String> known = entries.stream().flatMap((entry) -> names(entry, settings).stream()).toList();
		if (known.stream().noneMatch((name) -> KnownKeys.uniform(name).equals(rest))) {
			String nearest = KnownKeys.nearest(rest, known.stream());
			logger.warn("The environment variable " + variable + " looks like a setting but is none. "
					+ ((nearest != null) ? "Did you mean " + prefix + nearest + "?"
							: "Known endings: " + String.join(", ", names("", settings))));
		}
	}

	private static List<String> names(String entry, Class<?> settings) {
		String start = entry.isEmpty() ? "" : name(entry) + "_";
		return KnownKeys.of(settings).stream().map((key) -> start + name(key)).toList();
	}

	private static String name(String key) {
		return key.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
	}

}
