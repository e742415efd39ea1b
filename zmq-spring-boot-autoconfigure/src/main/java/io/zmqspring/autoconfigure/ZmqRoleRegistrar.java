package io.zmqspring.autoconfigure;

import java.util.Set;

import io.zmqspring.role.ZmqController;
import io.zmqspring.role.ZmqPublisher;
import io.zmqspring.role.ZmqSubscriber;
import io.zmqspring.role.ZmqWorker;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a bean per entry of {@code zmq.publishers}, {@code zmq.subscribers},
 * {@code zmq.workers} and {@code zmq.controllers}, unless the application has defined a
 * bean of that name itself.
 */
class ZmqRoleRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	ZmqRoleRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		ConfiguredEntries entries = new ConfiguredEntries(this.environment);
		Set<String> publishers = entries.names("publishers");
		Set<String> subscribers = entries.names("subscribers");
		Set<String> workers = entries.names("workers");
		Set<String> controllers = entries.names("controllers");
		new EnvironmentVariableCheck(this.environment).warnAboutUnknown(publishers, subscribers, workers);
		publishers.forEach((name) -> register(registry, name, "Publisher", ZmqPublisher.class));
		subscribers.forEach((name) -> register(registry, name, "Subscriber", ZmqSubscriber.class));
		workers.forEach((name) -> register(registry, name, "Worker", ZmqWorker.class));
		controllers.forEach((name) -> register(registry, name, "Controller", ZmqController.class));
	}

	private static void register(BeanDefinitionRegistry registry, String name, String suffix, Class<?> type) {
		String beanName = EntryNames.beanName(name, suffix);
		if (registry.isBeanNameInUse(beanName)) {
			return;
		}
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(type);
		definition.setFactoryBeanName(ZmqRoleFactory.BEAN_NAME);
		definition.setFactoryMethodName("create" + suffix);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
		registry.registerBeanDefinition(beanName, definition);
	}

}
