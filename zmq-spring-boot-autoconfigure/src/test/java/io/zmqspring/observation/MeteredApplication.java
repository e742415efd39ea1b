package io.zmqspring.observation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.zmqspring.autoconfigure.ZmqMetricsAutoConfiguration;
import io.zmqspring.testsupport.EventsApplication;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * {@link EventsApplication} with a meter registry.
 */
final class MeteredApplication {

	private MeteredApplication() {
	}

	static ApplicationContextRunner with(Class<?>... beans) {
		return withoutRegistry(beans)
			.withConfiguration(AutoConfigurations.of(SimpleMetricsExportAutoConfiguration.class));
	}

	static ApplicationContextRunner withoutRegistry(Class<?>... beans) {
		return EventsApplication.with(beans)
			.withPropertyValues("zmq.publishers.events.high-water-mark=0", "zmq.subscribers.events.high-water-mark=0")
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class, ZmqMetricsAutoConfiguration.class));
	}

	static MeterRegistry registry(BeanFactory context) {
		return context.getBean(MeterRegistry.class);
	}

	static Timer timer(BeanFactory context, String id) {
		return registry(context).get("zmq.listener").tags("id", id, "result", "success").timer();
	}

}
