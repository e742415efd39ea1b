package io.zmqspring.sample.live;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import io.zmqspring.role.ZmqRole;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/**
 * The live page, in every profile. It shows what there is.
 */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

	@Bean
	Snapshots snapshots(@Value("${spring.application.name}") String application, ObjectProvider<ZmqRole> roles,
			ObjectProvider<Exhibit> exhibits, MeterRegistry meters, JsonMapper json) {
		return new Snapshots(application, roles.stream().toList(), exhibits.orderedStream().toList(), meters, json);
	}

	@Bean
	LiveStream liveStream(Snapshots snapshots, @Value("${sample.live.interval}") Duration interval) {
		return new LiveStream(snapshots, interval);
	}

}
