package io.zmqspring.autoconfigure;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

	/**
	 * Warn of the variables of a section that are no settings.
	 * @param section the section below {@code zmq}
	 * @param known the keys below the section, entry names included
	 */
	void warnAboutUnknown(String section, Collection<String> known) {
		String prefix = "ZMQ_" + section.toUpperCase(Locale.ROOT) + "_";
		List<String> names = known.stream().map(EnvironmentVariableCheck::name).toList();
		this.variables.stream()
			.filter((variable) -> variable.toUpperCase(Locale.ROOT).startsWith(prefix))
			.forEach((variable) -> check(variable, prefix, names));
	}

	private static void check(String variable, String prefix, List<String> known) {
		String rest = KnownKeys.uniform(variable.substring(prefix.length()).replaceAll("_\\d+_?$", ""));
		if (known.stream().noneMatch((name) -> KnownKeys.uniform(name).equals(rest))) {
			String nearest = KnownKeys.nearest(rest, known.stream());
			logger.warn("The environment variable " + variable + " looks like a setting but is none. "
					+ ((nearest != null) ? "Did you mean " + prefix + nearest + "?" : "Known: "
							+ known.stream().map((name) -> prefix + name).collect(Collectors.joining(", "))));
		}
	}

	private static String name(String key) {
		return key.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
	}

}
