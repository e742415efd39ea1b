package io.zmqspring.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Stops the start before anything else happens when an environment variable is missing or
 * empty that stands in {@code sample.required-variables}, a map from the variable to what
 * it means. Without it the start would end in an unresolvable placeholder somewhere in
 * the settings.
 */
class RequiredVariables implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		Environment environment = context.getEnvironment();
		Map<String, String> missing = new LinkedHashMap<>(Binder.get(environment)
			.bind("sample.required-variables", Bindable.mapOf(String.class, String.class))
			.orElse(Map.of()));
		missing.keySet().removeIf((variable) -> StringUtils.hasText(environment.getProperty(variable)));
		if (!missing.isEmpty()) {
			throw new MissingVariableException(missing, List.of(environment.getActiveProfiles()));
		}
	}

}
