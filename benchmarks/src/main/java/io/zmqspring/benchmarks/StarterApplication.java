package io.zmqspring.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * An application with the starter as a user has it: actuator and metrics are on, handler
 * timing too unless switched off.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class StarterApplication {

	/**
	 * Start it.
	 * @param settings the properties, such as {@code zmq.publishers.…}
	 * @param components classes with listeners, or configurations
	 * @return the running application
	 */
	public static ConfigurableApplicationContext start(Map<String, String> settings, Class<?>... components) {
		return application(settings, components).run();
	}

	/**
	 * Start it with beans that are there already.
	 * @param settings the properties
	 * @param beans such as objects with listeners
	 * @return the running application
	 */
	public static ConfigurableApplicationContext startWith(Map<String, String> settings, Object... beans) {
		return application(settings).initializers(
				(GenericApplicationContext context) -> Arrays.stream(beans).forEach((bean) -> register(context, bean)))
			.run();
	}

	@SuppressWarnings("unchecked")
	private static <T> void register(GenericApplicationContext context, T bean) {
		context.registerBean((Class<T>) bean.getClass(), () -> bean);
	}

	private static SpringApplicationBuilder application(Map<String, String> settings, Class<?>... components) {
		Map<String, Object> properties = new TreeMap<>(settings);
		properties.putIfAbsent("logging.level.root", "warn");
		properties.putIfAbsent("spring.jmx.enabled", "false");
		return new SpringApplicationBuilder(
				Stream.concat(Stream.of(StarterApplication.class), List.of(components).stream())
					.toArray(Class<?>[]::new))
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties(properties);
	}

}
