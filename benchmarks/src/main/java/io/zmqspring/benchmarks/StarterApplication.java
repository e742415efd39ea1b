package io.zmqspring.benchmarks;

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
		Map<String, Object> properties = new TreeMap<>(settings);
		properties.putIfAbsent("logging.level.root", "warn");
		properties.putIfAbsent("spring.jmx.enabled", "false");
		return new SpringApplicationBuilder(
				Stream.concat(Stream.of(StarterApplication.class), List.of(components).stream())
					.toArray(Class<?>[]::new))
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties(properties)
			.run();
	}

}
