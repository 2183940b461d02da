"""What is read for the office about links and papers, and for crews about their visits."""
