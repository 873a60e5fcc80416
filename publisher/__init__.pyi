from publisher.front import build as build
from publisher.front import load as load
from publisher.issue.issue import Issue as Issue
from publisher.problems import ReissueError as ReissueError
