package dev.quipu.consumers.spring;

import dev.quipu.consumers.agent.QuipuAgent;
import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/** Tells Spring Boot that an agent makes the schema, so that whatever uses the database comes after it. */
final class AgentBeforeDatabaseUse extends AbstractBeansOfTypeDatabaseInitializerDetector {

    @Override
    protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
        return Set.of(QuipuAgent.class);
    }
}
